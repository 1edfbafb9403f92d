import { useRouter } from "@tanstack/react-router";
import { Button } from "nhsuk-react-components";
import type { FormEvent } from "react";
import { today } from "../lib/dates";
import { Anchor } from "./Anchor";

type Props = {
  /** The page's own address, without a day. */
  path: string;
  asOf?: string;
};

/** Yesterday's figures can always be read again, as they were. */
export function AnotherDay({ path, asOf }: Props) {
  const { history } = useRouter();

  function show(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const day = String(new FormData(event.currentTarget).get("asOf") ?? "");
    history.push(day ? `${path}?asOf=${day}` : path);
  }

  return (
    <section className="section">
      <form className="another-day" onSubmit={show}>
        <label htmlFor="asOf">See the figures as they were on</label>
        <input
          id="asOf"
          name="asOf"
          type="date"
          className="nhsuk-input nhsuk-input--width-10"
          max={today()}
          defaultValue={asOf}
        />
        <Button secondary small>
          Show
        </Button>
        {asOf && <Anchor href={path}>See today’s figures</Anchor>}
      </form>
    </section>
  );
}
