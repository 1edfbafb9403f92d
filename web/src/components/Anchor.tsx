import { useRouter } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, MouseEvent } from "react";

type Props = AnchorHTMLAttributes<HTMLAnchorElement> & { href: string };

/** An ordinary link that stays within the page when it can. Pictures use it, for they know addresses, not routes. */
export function Anchor({ href, onClick, ...rest }: Props) {
  const router = useRouter({ warn: false });

  function follow(event: MouseEvent<HTMLAnchorElement>) {
    onClick?.(event);
    const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (!router || event.defaultPrevented || !isPlain || !href.startsWith("/")) return;
    event.preventDefault();
    router.history.push(href);
  }

  return <a {...rest} href={href} onClick={follow} />;
}
