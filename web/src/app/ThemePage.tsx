import { ListMemos } from "../features/memos/ListMemos";
import { GetTheme } from "../features/themes/GetTheme";

type Props = { id: string; onGone: (to: string) => void };

/** A theme with what coders think of it. */
export function ThemePage({ id, onGone }: Props) {
  return <GetTheme id={id} onGone={onGone} memos={(programme) => <ListMemos programme={programme} themeId={id} />} />;
}
