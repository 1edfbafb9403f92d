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
          action: <Button href="/users/new">Add a person</Button>,
        }}
      />
      <div className="scroll-x">
        <table className="figures wide">
          <caption className="nhsuk-u-visually-hidden">People with an account</caption>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Email address</th>
              <th scope="col">Role</th>
              <th scope="col">Account</th>
            </tr>
          </thead>
          <tbody>
            {users.data.items.map((user) => (
              <tr key={user.id}>
                <th scope="row">
                  <Anchor href={`/users/${user.id}`}>{user.name}</Anchor>
                </th>
                <td>{user.email}</td>
                <td>{roleWords[user.role] ?? user.role}</td>
                <td>{user.isDisabled ? "closed" : "open"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
