import { ListMemos } from "../features/memos/ListMemos";
import { GetTheme } from "../features/themes/GetTheme";

type Props = { id: string; onGone: (to: string) => void };

/** A theme with what coders think of it. */
export function ThemePage({ id, onGone }: Props) {
  return (
    <GetTheme
      id={id}
      onGone={onGone}
      memos={(programme) => (
        <ListMemos
          key={programme.id}
          programme={programme}
          about={{ themeId: id }}
          words={`What coders think of this theme as they code ${programme.name}.`}
          readers="Everybody who reads the programme’s meetings reads it."
        />
      )}
    />
  );
}
