import { useSyncExternalStore } from "react";

const query = "(max-width: 63.99em)";

function subscribe(onChange: () => void) {
  const media = matchMedia(query);
  media.addEventListener("change", onChange);
  return () => media.removeEventListener("change", onChange);
}

/** True where the columns of a page stand beneath each other: then what comes first is a choice of the page. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}
