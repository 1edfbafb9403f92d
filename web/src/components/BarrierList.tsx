import { Anchor } from "./Anchor";

export type Barrier = {
  barrierId: string;
  name: string;
  systemName: string;
  conversations: number;
  status: string;
};

const steps: Record<string, string> = {
  noticed: "",
  ownerAsked: "owner asked",
  answered: "owner answered",
  removed: "removed",
};

type Props = {
  barriers: readonly Barrier[];
  most?: number;
  /** Where each opens, for those who may open what stands behind it. */
  hrefOf?: (barrierId: string) => string;
};

/** What stood in the way, and the system that owns it: that behind which most conversations stand first. */
export function BarrierList({ barriers, most, hrefOf }: Props) {
  const shown = barriers.slice(0, most ?? barriers.length);
  return (
    <table className="barriers">
      <caption>What stood in the way, and who owns it</caption>
      <thead className="nhsuk-u-visually-hidden">
        <tr>
          <th scope="col">Conversations</th>
          <th scope="col">Barrier</th>
          <th scope="col">System that owns it</th>
        </tr>
      </thead>
      <tbody>
        {shown.map((barrier) => (
          <tr key={barrier.barrierId}>
            <td className="barriers-count">{barrier.conversations}</td>
            <th scope="row">
              {hrefOf ? <Anchor href={hrefOf(barrier.barrierId)}>{barrier.name}</Anchor> : barrier.name}
            </th>
            <td>
              {barrier.systemName}
              {steps[barrier.status] && <small>{steps[barrier.status]}</small>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
