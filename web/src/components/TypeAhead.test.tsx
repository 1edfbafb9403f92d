import { fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { expect, it, vi } from "vitest";
import { TypeAhead } from "./TypeAhead";

const fruit = ["apple", "apricot", "quince"];

function Basket({ addsAsTyped = false, onSubmit = () => {} }) {
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<string[]>([]);
  const offer = (name: string) => ({
    key: name,
    label: name,
    choose: () => {
      setChosen([...chosen, name]);
      setText("");
    },
  });
  const offered = fruit.filter((it) => text && it.startsWith(text) && !chosen.includes(it)).map(offer);
  if (text && addsAsTyped) offered.push(offer(text));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <TypeAhead
        id="fruit"
        label="Which fruit?"
        chosenLabel="Fruit chosen"
        offeredLabel="Fruit"
        text={text}
        onText={setText}
        chosen={chosen.map((name) => ({ key: name, label: name, name }))}
        onRemove={(index) => setChosen(chosen.filter((_, other) => other !== index))}
        offered={offered}
        addsAsTyped={addsAsTyped}
      />
      <button type="submit">Save</button>
    </form>
  );
}

const field = () => screen.getByRole("combobox", { name: "Which fruit?" }) as HTMLInputElement;
const type = (text: string) => fireEvent.change(field(), { target: { value: text } });
const press = (key: string) => fireEvent.keyDown(field(), { key });
const marked = () => document.getElementById(field().getAttribute("aria-activedescendant") ?? "")?.textContent;
const chosen = () => screen.queryAllByRole("listitem").map((it) => it.querySelector("span")?.textContent);

it("walks what is offered with the arrows, past either end to nothing, and says which is marked", () => {
  render(<Basket />);
  expect(field().getAttribute("aria-expanded")).toBe("false");
  type("ap");
  expect(field().getAttribute("aria-expanded")).toBe("true");
  expect(marked()).toBeUndefined();
  press("ArrowDown");
  expect(marked()).toBe("apple");
  expect(screen.getByRole("option", { selected: true }).textContent).toBe("apple");
  press("ArrowDown");
  expect(marked()).toBe("apricot");
  press("ArrowDown");
  expect(marked()).toBeUndefined();
  press("ArrowUp");
  expect(marked()).toBe("apricot");
  press("Enter");
  expect(chosen()).toEqual(["apricot"]);
  expect(field().value).toBe("");
});

it("takes the likeliest with Enter, and lets an empty field send its form", () => {
  render(<Basket />);
  expect(press("Enter")).toBe(true);
  type("ap");
  expect(press("Enter")).toBe(false);
  expect(chosen()).toEqual(["apple"]);
});

it("adds what was typed with Enter where that is meant, and never sends the form from there", () => {
  render(<Basket addsAsTyped />);
  expect(press("Enter")).toBe(false);
  type("ap");
  press("Enter");
  expect(chosen()).toEqual(["ap"]);
});

it("closes with Escape, keeps what was typed, and takes a choice by pointer", () => {
  const onSubmit = vi.fn();
  render(<Basket onSubmit={onSubmit} />);
  type("qu");
  press("Escape");
  expect(screen.queryByRole("option")).toBeNull();
  expect(field().value).toBe("qu");
  type("q");
  fireEvent.pointerDown(screen.getByRole("option", { name: "quince" }));
  expect(chosen()).toEqual(["quince"]);
  expect(onSubmit).not.toHaveBeenCalled();
});

it("goes back to the field when one is removed", () => {
  render(<Basket />);
  type("qu");
  press("Enter");
  fireEvent.click(screen.getByRole("button", { name: "Remove quince" }));
  expect(chosen()).toEqual([]);
  expect(document.activeElement).toBe(field());
});
