type Form<Values> = {
  values: Values;
  errors: Readonly<Record<string, string | undefined>>;
  change: (part: Partial<Values>) => void;
};

/** The fields that are typed or chosen as words. */
type Words<Values> = { [K in keyof Values]-?: Values[K] extends string ? K : never }[keyof Values] & string;

/** What every field of a form has alike: spread on a TextInput, a Textarea or a Select. */
export function field<Values>({ values, errors, change }: Form<Values>, name: Words<Values>) {
  return {
    id: name as string,
    name: name as string,
    labelProps: { size: "s" as const },
    value: values[name] as string,
    error: errors[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      change({ [name]: event.currentTarget.value } as unknown as Partial<Values>),
  };
}
