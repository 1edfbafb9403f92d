import { BalanceBeams, BalanceTable } from "../../components/BalanceBeams";
import { Picture } from "../../components/Picture";
import { TenBoxes } from "../../components/TenBoxes";
import type { Balance } from "../../lib/figures";
import { balanceSentence, loggedSentence, quickWinSentence, roomSentence } from "../../lib/sentences";

type Props = { balance: Balance; quickWinMonths: number };

/** Balance of focus: the sentence, the beams that open their records, and three facts in ten boxes. */
export function GetBalance({ balance, quickWinMonths }: Props) {
  const { room, logged, quickWin } = balance;
  const asOf = balance.asOf ? `?asOf=${balance.asOf}` : "";
  return (
    <Picture
      id="balance"
      name="Balance of focus"
      sentence={balanceSentence(balance)}
      footer={
        <>
          <BalanceTable balance={balance} />
          <p>Every beam opens its records. A thin beam rests on thin evidence.</p>
        </>
      }
    >
      <BalanceBeams
        balance={balance}
        evidenceHref={(stream) => `/programmes/${balance.programmeId}/evidence/${stream}${asOf}`}
      />
      <div className="columns three">
        <TenBoxes share={room.share} sentence={roomSentence(room)} emptyFirst />
        <TenBoxes share={logged.budgetShare ?? logged.calendarShare} sentence={loggedSentence(logged)} />
        <TenBoxes share={quickWin.share} sentence={quickWinSentence(quickWin, quickWinMonths)} />
      </div>
    </Picture>
  );
}
