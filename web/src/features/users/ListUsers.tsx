import { Button } from "nhsuk-react-components";
import { Anchor } from "../../components/Anchor";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { Waiting } from "../../components/Waiting";
import { api } from "../../lib/api";
import { roleWords } from "../../lib/session";

const trail = [{ label: "Administration", href: "/administration" }];

/** Mirrors the slice of the same name in the API. */
export function ListUsers() {
  const users = api.useQuery("get", "/users", { params: { query: { limit: 200 } } });
  if (users.error) return <ProblemPage error={users.error} onRetry={users.refetch} />;
  if (!users.data) return <Waiting what="the people with an account" />;
  return (
    <>
      <PageHead
        title="People with an account"
        trail={trail}
        about="Closing an account ends its sessions at once. What the person recorded stays."
        next={{
          why: "everybody who logs meetings needs an account of their own.",
          action: (
            <Button href="/users/new" asElement={Anchor}>
              Add a person
            </Button>
          ),
        }}
      />
      <ul className="rows">
        {users.data.items.map((user) => (
          <li className="row" key={user.id}>
            <div>
              <Anchor href={`/users/${user.id}`}>{user.name}</Anchor>
              <p className="note">
                {roleWords[user.role] ?? user.role}, {user.email}
              </p>
            </div>
            {user.isDisabled && <p className="note">account closed</p>}
          </li>
        ))}
      </ul>
    </>
  );
}
