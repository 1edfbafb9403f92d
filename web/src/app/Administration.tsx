import { Anchor } from "../components/Anchor";
import { PageHead } from "../components/PageHead";

const places = [
  { href: "/users", label: "People with an account", about: "Give, change and close accounts." },
  { href: "/api-keys", label: "API keys", about: "Let another system read or write, within scopes." },
  { href: "/taxonomy", label: "Taxonomy", about: "What attention can go to, and the words that suggest it." },
  {
    href: "/workspace",
    label: "Workspace",
    about: "Its name, and the smallest number of people a figure may rest on.",
  },
  { href: "/jobs", label: "Jobs", about: "What runs by itself, when it last did, and what stands in its way." },
] as const;

/** Where an administrator begins. */
export function Administration() {
  return (
    <>
      <PageHead title="Administration" />
      <ul className="rows">
        {places.map((place) => (
          <li className="row" key={place.href}>
            <div>
              <Anchor href={place.href}>{place.label}</Anchor>
              <p className="note">{place.about}</p>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
