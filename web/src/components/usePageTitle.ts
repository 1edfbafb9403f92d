import { useEffect } from "react";

/** The title names the page, and begins "Error: " while something on it must be put right. */
export function usePageTitle(title: string, hasErrors = false): void {
  useEffect(() => {
    document.title = `${hasErrors ? "Error: " : ""}${title} – Transform`;
  }, [title, hasErrors]);
}
