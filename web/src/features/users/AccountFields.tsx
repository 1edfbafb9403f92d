import { Radios, TextInput } from "nhsuk-react-components";
import type { components } from "../../api/schema";
import { field } from "../../lib/field";
import { roleWords } from "../../lib/session";

export type AccountValues = Pick<components["schemas"]["ReviseUserRequest"], "name" | "email" | "role">;

const roles = [
  { value: "programmeLead", hint: "Sets up programmes, logs and codes everything in those they belong to." },
  { value: "contributor", hint: "Logs activities and meetings. Reads leads-only notes only of their own meetings." },
  { value: "systemLeader", hint: "Reads figures of the programmes in their portfolios. Never notes, never names." },
  { value: "administrator", hint: "Everything, and accounts, keys and the workspace." },
] as const;

type Props = {
  values: AccountValues;
  change: (part: Partial<AccountValues>) => void;
  errors: Record<string, string>;
};

/** Whose account it is, and what they may do. */
export function AccountFields(props: Props) {
  const { values, change, errors } = props;
  return (
    <>
      <TextInput {...field(props, "name")} label="Name" autoComplete="off" />
      <TextInput {...field(props, "email")} label="Email address" type="email" autoComplete="off" />
      <Radios id="role" name="role" legend="What may they do?" legendProps={{ size: "s" }} error={errors.role}>
        {roles.map(({ value, hint }) => (
          <Radios.Item
            key={value}
            value={value}
            hint={hint}
            checked={values.role === value}
            onChange={() => change({ role: value })}
          >
            {roleWords[value]}
          </Radios.Item>
        ))}
      </Radios>
    </>
  );
}
