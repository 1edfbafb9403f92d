import { expect, it } from "vitest";
import { foundId, foundPlace } from "./foundPlace";

const rosa = "0193f1a0-0000-7000-8000-00000000000a";

it("finds the place again that it named, and only in the notes that it named", () => {
  for (const place of [
    { start: 0, end: 4 },
    { start: 12, end: 20, notesBy: rosa },
  ]) {
    expect(foundPlace(`#${foundId(place)}`, place.notesBy)).toEqual(place);
  }
  expect(foundPlace(`#${foundId({ start: 12, end: 20, notesBy: rosa })}`)).toBeUndefined();
  expect(foundPlace("#found-12-20", rosa)).toBeUndefined();
  for (const other of ["", "#quote-12", "#found-12", "#found--1-3"]) expect(foundPlace(other)).toBeUndefined();
});
