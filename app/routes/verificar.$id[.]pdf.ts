import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerWithForm } from "#app/domain/credentials/answer-form.server.ts";

export const loader = ({ context, request, params }: LoaderFunctionArgs) =>
  answerWithForm(context, request, params.id ?? "", "pdf");
