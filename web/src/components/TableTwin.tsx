import type { ReactNode } from "react";

export type Column = { label: string; numeric?: boolean };

type Props = {
  /** What the table holds, for those who meet it alone. */
  caption: string;
  columns: readonly Column[];
  /** Cells in the order of the columns; the first names the row. */
  rows: readonly (readonly ReactNode[])[];
  summary?: string;
  open?: boolean;
};

/** The same figures as the picture, as a table that any reader can take in. */
export function TableTwin({ caption, columns, rows, summary = "As a table", open }: Props) {
  return (
    <details className="twin" open={open}>
      <summary>{summary}</summary>
      <div className="twin-scroll">
        <table className="figures">
          <caption>{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.label} scope="col" className={column.numeric ? "numeric" : undefined}>
                  {column.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells, row) => (
              <tr key={row}>
                {cells.map((cell, index) =>
                  index === 0 ? (
                    <th key={index} scope="row">
                      {cell}
                    </th>
                  ) : (
                    <td key={index} className={columns[index]?.numeric ? "numeric" : undefined}>
                      {cell}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
