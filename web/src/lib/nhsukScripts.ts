/**
 * Stands in for "nhsuk-frontend" in the built page (vite.config.ts): only the scripts of those components that the
 * pages use, fetched after the first paint. A component that is not listed here fails aloud when it is first shown.
 */
export { Button } from "nhsuk-frontend/dist/nhsuk/components/button/button.mjs";
export { CharacterCount } from "nhsuk-frontend/dist/nhsuk/components/character-count/character-count.mjs";
export { Checkboxes } from "nhsuk-frontend/dist/nhsuk/components/checkboxes/checkboxes.mjs";
export { ErrorSummary } from "nhsuk-frontend/dist/nhsuk/components/error-summary/error-summary.mjs";
export { PasswordInput } from "nhsuk-frontend/dist/nhsuk/components/password-input/password-input.mjs";
export { Radios } from "nhsuk-frontend/dist/nhsuk/components/radios/radios.mjs";
