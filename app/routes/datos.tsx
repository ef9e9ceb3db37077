import { DataPage } from "#app/domain/program/data-page.tsx";
import { pageTitle } from "#app/ui/page-title.ts";

export const meta = pageTitle("program.data.title");

export default DataPage;
