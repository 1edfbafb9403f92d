import { useQueryClient } from "@tanstack/react-query";
import { Button, Form, Radios, Select, Textarea, TextInput } from "nhsuk-react-components";
import { type FormEvent, useRef, useState } from "react";
import { FocusSplit } from "../../components/FocusSplit";
import { PageHead } from "../../components/PageHead";
import { ProblemPage } from "../../components/ProblemPage";
import { ProblemSummary } from "../../components/ProblemSummary";
import { Waiting } from "../../components/Waiting";
import { api } from "../../lib/api";
import { clockWords, today } from "../../lib/dates";
import { count } from "../../lib/figures";
import { type Dimension, dimensionNames, focusWords, isEmpty, splitProblem, toFocus } from "../../lib/focus";
import { fieldErrors } from "../../lib/problem";
import { idempotencyKey } from "../../lib/records";
import { useSession } from "../../lib/session";
import { useDraft } from "../../lib/useDraft";
import { plural } from "../../lib/words";
import { suggestionWords } from "./FocusSuggestion";
import {
  acceptAll,
  acceptOne,
  countIn,
  isWaiting,
  type Line,
  lineErrors,
  type Pasted,
  problemsOfLines,
  type Reading,
  toLine,
  toRequests,
} from "./pasted";
import { useCoding } from "./useCoding";
import { type ActivityValues, kinds } from "./values";

const readings: readonly { value: Reading; label: string; hint: string; day: string }[] = [
  { value: "agenda", label: "An agenda", hint: "Each line is an item with its minutes.", day: "Day of the meeting" },
  { value: "budget", label: "A budget", hint: "Each line is a cost in pounds.", day: "From which day" },
  { value: "actions", label: "An action log", hint: "Each line is something to do.", day: "From which day" },
];

type Props = { programmeId: string; onSaved: (many: number) => void };

/** Paste a list: each line becomes a draft, and a person decides. Mirrors the slice of the same name in the API. */
export function DraftActivities({ programmeId, onSaved }: Props) {
  const coding = useCoding(programmeId);
  if (coding.error) return <ProblemPage error={coding.error} />;
  if (!coding.data) return <Waiting what="the programme" />;
  return <PasteForm programmeId={programmeId} coding={coding.data} onSaved={onSaved} />;
}

type FormProps = Props & { coding: NonNullable<ReturnType<typeof useCoding>["data"]> };

function PasteForm({ programmeId, coding, onSaved }: FormProps) {
  const queries = useQueryClient();
  const { user } = useSession();
  const key = useRef(idempotencyKey());
  const [attempt, setAttempt] = useState(0);
  const [own, setOwn] = useState<Record<string, string>>({});
  const draft = useDraft<Pasted>({
    userId: user.id,
    form: `paste:${programmeId}`,
    title: (v) => (v.lines ? `A pasted list of ${v.lines.length} lines` : "A pasted list"),
    href: `/programmes/${programmeId}/paste`,
    initial: { text: "", reading: "agenda", startsOn: today() },
  });
  const { text, reading, startsOn, lines, passedOver = [] } = draft.values;
  const read = api.useMutation("post", "/programmes/{programmeId}/activities/drafts");
  const confirm = api.useMutation("post", "/programmes/{programmeId}/activities/batch");
  const failure = lines ? confirm.error : read.error;
  const errors = {
    ...own,
    ...(lines ? lineErrors(fieldErrors(confirm.error), lines) : fieldErrors(read.error)),
  };
  const hasErrors = Boolean(failure) || Object.keys(own).length > 0;

  function refuse(problems: Record<string, string>): boolean {
    setOwn(problems);
    const isRefused = Object.keys(problems).length > 0;
    if (isRefused) setAttempt((n) => n + 1);
    return isRefused;
  }

  async function readLines(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (refuse(text.trim() ? {} : { text: "Paste or type the list first." })) return;
    try {
      const found = await read.mutateAsync({
        params: { path: { programmeId } },
        body: { text, reading, startsOn: startsOn || undefined },
      });
      if (refuse(found.drafts.length > 0 ? {} : { text: "No line here reads as an item. Check what was pasted." }))
        return;
      draft.change({ lines: found.drafts.map((d) => toLine(d, startsOn)), passedOver: found.passedOver });
      window.scrollTo(0, 0);
    } catch {
      setAttempt((n) => n + 1);
    }
  }

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!lines || refuse(problemsOfLines(lines))) return;
    try {
      const made = await confirm.mutateAsync({
        params: { path: { programmeId }, header: key.current },
        body: { activities: toRequests(lines) },
      });
      await draft.done();
      await queries.invalidateQueries();
      onSaved(made.items.length);
    } catch {
      key.current = idempotencyKey();
      setAttempt((n) => n + 1);
    }
  }

  const trail = [
    { label: coding.programme.name, href: `/programmes/${programmeId}` },
    { label: "Activities", href: `/programmes/${programmeId}/activities` },
  ];
  const kept = (
    <p className="note" role="status">
      {draft.savedAt && `Kept on this device at ${clockWords(draft.savedAt)}.`}
    </p>
  );

  if (!lines) {
    const chosen = readings.find((r) => r.value === reading) ?? readings[0];
    return (
      <div className="narrow">
        {hasErrors && <ProblemSummary key={attempt} error={failure} errors={own} />}
        <PageHead
          title="Paste a list"
          trail={trail}
          about="Each line becomes a draft with minutes or pounds and a suggested focus. Nothing is saved until you confirm."
          hasErrors={hasErrors}
        />
        <Form onSubmit={readLines} noValidate>
          <Radios name="reading" legend="What is it?" legendProps={{ size: "s" }}>
            {readings.map((r) => (
              <Radios.Item
                key={r.value}
                value={r.value}
                hint={r.hint}
                checked={r.value === reading}
                onChange={() => draft.change({ reading: r.value })}
              >
                {r.label}
              </Radios.Item>
            ))}
          </Radios>
          <TextInput
            id="startsOn"
            label={chosen?.day ?? "Day"}
            labelProps={{ size: "s" }}
            type="date"
            className="nhsuk-input--width-10"
            value={startsOn}
            onChange={(event) => draft.change({ startsOn: event.currentTarget.value })}
            error={errors.startsOn}
          />
          <Textarea
            id="text"
            label="The list"
            labelProps={{ size: "s" }}
            hint="As it stands in the e-mail, the paper or the sheet; up to 200 lines."
            rows={12}
            value={text}
            onChange={(event) => draft.change({ text: event.currentTarget.value })}
            error={errors.text}
          />
          <div className="actions">
            <Button disabled={read.isPending}>Read the lines</Button>
            {kept}
          </div>
        </Form>
      </div>
    );
  }

  const counted = countIn(lines);
  const waiting = lines.filter(isWaiting).length;
  const set = (next: Line[]) => draft.change({ lines: next });
  const setLine = (line: Line) => set(lines.map((it) => (it.line === line.line ? line : it)));
  const amounts = [
    counted.minutes > 0 && `${count(counted.minutes)} agenda minutes`,
    counted.pounds > 0 && `£${count(counted.pounds)}`,
  ].filter(Boolean);

  return (
    <>
      {hasErrors && <ProblemSummary key={attempt} error={failure} errors={errors} />}
      <PageHead
        title={`${lines.length} ${plural(lines.length, "draft", "drafts")} from your list`}
        trail={trail}
        about="Correct what is wrong, decide the focus of each, and confirm them together. A line without a focus can be coded later."
        next={
          waiting > 0
            ? {
                why: `the words suggest a focus for ${waiting} ${plural(waiting, "line", "lines")}. Look them over: using a suggestion is your decision and carries your name.`,
                action: (
                  <Button type="button" secondary onClick={() => set(acceptAll(lines))}>
                    Use all {waiting} suggestions
                  </Button>
                ),
              }
            : undefined
        }
        hasErrors={hasErrors}
      />
      <Form onSubmit={save} noValidate>
        <ol className="rows">
          {lines.map((line) => (
            <DraftLine key={line.line} line={line} dimensions={coding.dimensions} errors={errors} onChange={setLine} />
          ))}
        </ol>
        {passedOver.length > 0 && (
          <details className="filters">
            <summary>
              {passedOver.length} {plural(passedOver.length, "line was", "lines were")} passed over
            </summary>
            <ul>
              {passedOver.map((it) => (
                <li key={it.line}>
                  Line {it.line}: “{it.text}”. {it.reason}
                </li>
              ))}
            </ul>
          </details>
        )}
        <p role="status">
          <strong>
            {counted.lines} {plural(counted.lines, "activity", "activities")}
          </strong>
          {amounts.length > 0 && `, ${amounts.join(" and ")}`}; {counted.coded} with a focus.
        </p>
        <div className="actions">
          <Button disabled={confirm.isPending || counted.lines === 0}>
            Add {counted.lines} {plural(counted.lines, "activity", "activities")}
          </Button>
          <button
            type="button"
            className="quiet-button"
            onClick={() => draft.change({ lines: undefined, passedOver: undefined })}
          >
            Back to the list as pasted
          </button>
          {kept}
        </div>
      </Form>
    </>
  );
}

type LineProps = {
  line: Line;
  dimensions: readonly Dimension[];
  errors: Record<string, string>;
  onChange: (line: Line) => void;
};

function DraftLine({ line, dimensions, errors, onChange }: LineProps) {
  const [isOpen, setOpen] = useState(false);
  const { values } = line;
  const id = `line-${line.line}`;
  const change = (part: Partial<ActivityValues>) => onChange({ ...line, values: { ...values, ...part } });
  const error = (field: string) => errors[`${id}-${field}`]?.replace(/^Line \d+: /, "");

  if (!line.isIn) {
    return (
      <li className="row">
        <p className="note">
          <s>{values.title}</s> is left out.{" "}
          <button type="button" className="quiet-button" onClick={() => onChange({ ...line, isIn: true })}>
            Put it back
          </button>
        </p>
      </li>
    );
  }
  return (
    <li className="row draft-line">
      <div className="draft-fields">
        <TextInput
          id={`${id}-title`}
          label={`Line ${line.line}`}
          value={values.title}
          maxLength={200}
          onChange={(event) => change({ title: event.currentTarget.value })}
          error={error("title")}
        />
        <Select
          id={`${id}-kind`}
          label="Kind"
          value={values.kind}
          onChange={(event) => change({ kind: event.currentTarget.value as ActivityValues["kind"] })}
        >
          {kinds.map((kind) => (
            <Select.Option key={kind.value} value={kind.value}>
              {kind.label}
            </Select.Option>
          ))}
        </Select>
        <TextInput
          id={`${id}-agendaMinutes`}
          label="Minutes"
          inputMode="numeric"
          autoComplete="off"
          value={values.agendaMinutes}
          onChange={(event) => change({ agendaMinutes: event.currentTarget.value })}
          error={error("agendaMinutes")}
        />
        <TextInput
          id={`${id}-money`}
          label="Pounds"
          inputMode="decimal"
          autoComplete="off"
          value={values.money}
          onChange={(event) => change({ money: event.currentTarget.value })}
          error={error("money")}
        />
        <TextInput
          id={`${id}-hours`}
          label="Hours"
          inputMode="decimal"
          autoComplete="off"
          value={values.hours}
          onChange={(event) => change({ hours: event.currentTarget.value })}
          error={error("hours")}
        />
        <TextInput
          id={`${id}-startsOn`}
          label="Day"
          type="date"
          value={values.startsOn}
          onChange={(event) => change({ startsOn: event.currentTarget.value })}
          error={error("startsOn")}
        />
      </div>
      <div className="draft-focus">
        <p>
          <strong>Focus:</strong>{" "}
          {isEmpty(values.split)
            ? "not decided"
            : (splitProblem(values.split) ?? focusWords(toFocus(values.split), dimensionNames(dimensions)))}
          {line.suggestion && isEmpty(values.split) && (
            <>
              . <span className="note">The words suggest {suggestionWords(line.suggestion, dimensions)}</span>
            </>
          )}
        </p>
        {line.reason && <p className="note">{line.reason}</p>}
        <div className="actions">
          {isWaiting(line) && (
            <button type="button" className="quiet-button" onClick={() => onChange(acceptOne(line))}>
              Use this suggestion<span className="nhsuk-u-visually-hidden"> for line {line.line}</span>
            </button>
          )}
          <button type="button" className="quiet-button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? "Close the split" : "Decide the split"}
            <span className="nhsuk-u-visually-hidden"> of line {line.line}</span>
          </button>
          <button type="button" className="quiet-button" onClick={() => onChange({ ...line, isIn: false })}>
            Leave out<span className="nhsuk-u-visually-hidden"> line {line.line}</span>
          </button>
        </div>
        {(isOpen || error("focus")) && (
          <FocusSplit
            id={`${id}-focus`}
            dimensions={dimensions}
            split={values.split}
            onChange={(split) => change({ split })}
            legend={`Where does line ${line.line} go?`}
            error={error("focus")}
          />
        )}
      </div>
    </li>
  );
}
