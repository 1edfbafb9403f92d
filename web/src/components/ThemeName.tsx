import type { Theme } from "../lib/shapes";

/** A theme by name, with its colour beside it as in the codebook. */
export function ThemeName({ theme }: { theme: Pick<Theme, "name" | "colour"> | undefined }) {
  return (
    <span className="theme-name">
      <span
        className="theme-colour"
        aria-hidden="true"
        style={{ "--theme": theme?.colour ?? undefined } as React.CSSProperties}
      />
      {theme?.name ?? "A theme"}
    </span>
  );
}
