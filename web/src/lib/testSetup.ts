import "fake-indexeddb/auto";
import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";

// NHS.UK frontend's scripts refuse a page that is not marked as supported.
document.body.classList.add("nhsuk-frontend-supported");

afterEach(cleanup);
