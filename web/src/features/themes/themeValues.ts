import type { CodebookTheme, Theme, ThemeRequest } from "../../lib/shapes";

/** A theme as it is typed. */
export type ThemeValues = {
  name: string;
  definition: string;
  colour: string;
  isCodable: boolean;
  dimension: string;
  parentId: string;
  version: number;
};

export function themeValues(theme?: Theme): ThemeValues {
  return {
    name: theme?.name ?? "",
    definition: theme?.definition ?? "",
    colour: theme?.colour ?? "",
    isCodable: theme?.isCodable ?? true,
    dimension: theme?.dimension ?? "",
    parentId: theme?.parentId ?? "",
    version: theme?.version ?? 0,
  };
}

export function themeRequest(values: ThemeValues): ThemeRequest {
  return {
    name: values.name.trim(),
    definition: values.definition.trim() || undefined,
    colour: values.colour || undefined,
    isCodable: values.isCodable,
    dimension: values.dimension,
    parentId: values.parentId || undefined,
  };
}

export function findWrong(values: ThemeValues): Record<string, string> {
  const wrong: Record<string, string> = {};
  if (!values.name.trim()) wrong.name = "Give the theme a name.";
  if (!values.dimension) wrong.dimension = "Choose the dimension that the theme belongs to.";
  return wrong;
}

/** Colours that tell themes apart in print too, as the list names them. */
export const colours: Record<string, string> = {
  "#005EB8": "Blue",
  "#41B6E6": "Light blue",
  "#003087": "Dark blue",
  "#009639": "Green",
  "#006747": "Dark green",
  "#AE2573": "Pink",
  "#7C2855": "Plum",
  "#330072": "Purple",
  "#FFB81C": "Yellow",
  "#ED8B00": "Orange",
  "#8A1538": "Dark red",
  "#768692": "Grey",
};

/** The themes that one can stand beneath: all but itself and what is beneath it. The codebook comes wider before narrower. */
export function possibleParents(themes: readonly CodebookTheme[], id?: string): CodebookTheme[] {
  const beneath = new Set<string>(id ? [id] : []);
  return themes.filter((theme) => {
    if (theme.parentId && beneath.has(theme.parentId)) beneath.add(theme.id);
    return !beneath.has(theme.id);
  });
}
