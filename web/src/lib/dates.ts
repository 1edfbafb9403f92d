/** Dates as people in the UK read them. Times come as UTC and are shown in London. */

const day = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "Europe/London",
});
const shortDay = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "Europe/London" });
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/London" });

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** "30 November 2023" */
export function dayWords(date: string): string {
  return day.format(new Date(date));
}

/** "12 Jan" */
export function shortDayWords(date: string): string {
  return shortDay.format(new Date(date));
}

/** "14:32" */
export function clockWords(time: string | number | Date): string {
  return clock.format(new Date(time));
}

/** Today in London as an API date, or some days away from it. */
export function today(offsetDays = 0, now = Date.now()): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/London" }).format(now + offsetDays * 86_400_000);
}

function monthOf(period: string): { month: string; year: string } | undefined {
  const match = /^(\d{4})-(\d{2})$/.exec(period);
  const month = match?.[2] ? months[Number(match[2]) - 1] : undefined;
  return match?.[1] && month ? { month, year: match[1] } : undefined;
}

/** "2023-11" is "November 2023"; anything else is already in words. */
export function periodWords(period: string): string {
  const found = monthOf(period);
  return found ? `${found.month} ${found.year}` : period;
}

/** For an axis: the month short, the year only where it is new. */
export function periodLabel(period: string, previous?: string): { first: string; second?: string } {
  const found = monthOf(period);
  if (!found) return { first: period };
  const isNewYear = !previous || monthOf(previous)?.year !== found.year;
  return { first: found.month.slice(0, 3), second: isNewYear ? found.year : undefined };
}
