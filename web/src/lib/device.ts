/** What the person holds, for "Saved on this phone". */
export function deviceWord(): "phone" | "device" {
  const isPhone = globalThis.matchMedia?.("(pointer: coarse) and (max-width: 47.99em)").matches;
  return isPhone ? "phone" : "device";
}
