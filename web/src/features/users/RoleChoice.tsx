import { Radios } from "nhsuk-react-components";
import { roleWords } from "../../lib/session";

const roles = [
  { value: "programmeLead", hint: "Sets up programmes, logs and codes everything in those they belong to." },
  { value: "contributor", hint: "Logs activities and meetings. Reads leads-only notes only of their own meetings." },
  { value: "systemLeader", hint: "Reads figures of the programmes in their portfolios. Never notes, never names." },
  { value: "administrator", hint: "Everything, and accounts, keys and the workspace." },
] as const;

export type Role = (typeof roles)[number]["value"];

export function RoleChoice({ value, error }: { value?: string; error?: string }) {
  return (
    <Radios id="role" name="role" legend="What may they do?" legendProps={{ size: "s" }} error={error}>
      {roles.map((role) => (
        <Radios.Item key={role.value} value={role.value} hint={role.hint} defaultChecked={role.value === value}>
          {roleWords[role.value]}
        </Radios.Item>
      ))}
    </Radios>
  );
}
