import { useEffect, useState } from "react";

/** Says nothing for the first moment, then what is being fetched. */
export function Waiting({ what = "this page" }: { what?: string }) {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 400);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p className="waiting" role="status">
      {isSlow ? `Fetching ${what}…` : ""}
    </p>
  );
}
