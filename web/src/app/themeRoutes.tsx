import { type AnyRoute, createRoute, type RouteComponent, useNavigate, useParams } from "@tanstack/react-router";
import { lazy } from "react";
import { queryClient } from "./queries";
import { useWords } from "./recordRoutes";

const CodebookPage = lazy(() => import("../features/themes/GetCodebook").then((m) => ({ default: m.GetCodebook })));
const NewThemePage = lazy(() => import("../features/themes/CreateTheme").then((m) => ({ default: m.CreateTheme })));
const ImportPage = lazy(() => import("../features/themes/ImportCodebook").then((m) => ({ default: m.ImportCodebook })));
const ThemeEditPage = lazy(() => import("../features/themes/ReviseTheme").then((m) => ({ default: m.ReviseTheme })));
const ThemePage = lazy(() => import("./ThemePage").then((m) => ({ default: m.ThemePage })));

/** The codebook: what is coded with. */
export function themeRoutes(parent: AnyRoute) {
  const page = (path: string, component: RouteComponent) =>
    createRoute({ getParentRoute: () => parent, path, component });
  return [
    page("/themes", () => <CodebookPage />),
    page("/themes/new", () => <NewThemePage parentId={useWords().parent} onSaved={useGo("/themes")} />),
    page("/themes/import", () => <ImportPage onImported={useGo("/themes")} />),
    page("/themes/$id", () => {
      const navigate = useNavigate();
      const id = useThemeId();
      const leave = async (to: string) => {
        await navigate({ to });
        await queryClient.invalidateQueries();
      };
      return <ThemePage key={id} id={id} onGone={(to) => void leave(to)} />;
    }),
    page("/themes/$id/edit", () => {
      const id = useThemeId();
      return <ThemeEditPage key={id} id={id} onSaved={useGo(`/themes/${id}`)} />;
    }),
  ];
}

function useGo(to: string) {
  const navigate = useNavigate();
  return () => void navigate({ to });
}

function useThemeId(): string {
  const params: Record<string, string | undefined> = useParams({ strict: false });
  return params.id ?? "";
}
