export const hatchFill = "url(#structure-hatch)";

/** The hatch that marks structure, defined once for every picture on the page. */
export function HatchDefs() {
  return (
    <svg className="defs" width="0" height="0" aria-hidden="true" focusable="false">
      <defs>
        <pattern id="structure-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" className="structure-tint" />
          <line x1="1.1" y1="0" x2="1.1" y2="6" className="structure-line" />
        </pattern>
      </defs>
    </svg>
  );
}
