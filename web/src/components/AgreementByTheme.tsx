import type { ThemeAgreement } from "../lib/interviewFigures";

/** A dot for each interview that two people coded: full where they found the same, hollow where they differed. */
export function AgreementByTheme({ themes }: { themes: readonly ThemeAgreement[] }) {
  return (
    <table className="figures agreement">
      <caption className="nhsuk-u-visually-hidden">
        Themes that two people coded, those on which they differed most first
      </caption>
      <thead>
        <tr>
          <th scope="col">Theme</th>
          <td className="agreement-dots" />
          <th scope="col" className="numeric">
            Differed
          </th>
          <th scope="col" className="numeric">
            Of interviews
          </th>
        </tr>
      </thead>
      <tbody>
        {[...themes].sort(mostDifferent).map((theme) => (
          <tr key={theme.name}>
            <th scope="row">{theme.name}</th>
            <td className="agreement-dots">
              <svg
                width={Math.min(theme.units, widest) * 16}
                viewBox={`0 0 ${Math.min(theme.units, widest) * 16} 18`}
                aria-hidden="true"
              >
                {Array.from({ length: Math.min(theme.units, widest) }, (_, i) =>
                  i < agreed(theme) ? (
                    <circle key={i} className="dot" cx={i * 16 + 8} cy="9" r="5.5" />
                  ) : (
                    <circle key={i} className="dot hollow" cx={i * 16 + 8} cy="9" r="4.8" />
                  ),
                )}
              </svg>
            </td>
            <td className="numeric">{theme.disagreements}</td>
            <td className="numeric">{theme.units}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const widest = 21;

/** In the dots that are drawn; beyond the widest they keep the proportion. */
function agreed({ units, disagreements }: ThemeAgreement): number {
  return Math.round(((units - disagreements) / units) * Math.min(units, widest));
}

function mostDifferent(a: ThemeAgreement, b: ThemeAgreement): number {
  return b.disagreements - a.disagreements || a.name.localeCompare(b.name, "en-GB");
}
