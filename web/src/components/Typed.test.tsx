import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { Typed } from "./Typed";

it("shows paragraphs, lists and emphasis as they were meant", () => {
  const { container } = render(
    <Typed text={"# Agreed\n\n- two **hours**\n- a _rota_\n\n1. first\n2) second\n\none\ntwo"} />,
  );
  expect(container.innerHTML).toBe(
    '<div class="typed"><p><strong>Agreed</strong></p><ul><li>two <strong>hours</strong></li><li>a <em>rota</em></li></ul>' +
      "<ol><li>first</li><li>second</li></ol><p>one<br>two</p></div>",
  );
});

it("makes no element of anything that was typed", () => {
  const { container } = render(<Typed text={'<img src=x onerror="alert(1)"> [a](javascript:alert(1)) 2 * 3 * 4'} />);
  expect(container.querySelector("img, a, em")).toBeNull();
  expect(screen.getByText(/onerror/).textContent).toContain("2 * 3 * 4");
});
