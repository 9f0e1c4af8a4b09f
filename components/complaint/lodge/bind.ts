import type { ComponentProps } from "react";
import type { LodgeField } from "@/lib/schemas/lodge-answers";

/** What ties a control to its field: by name and `defaultValue` on the plain page, by react-hook-form in the steps. */
export type Bound = {
  id: string;
  name: LodgeField;
  error?: string;
  defaultValue?: string;
} & Pick<ComponentProps<"input">, "required"> & {
    ref?: (element: unknown) => void;
    onChange?: (event: { target: unknown; type?: unknown }) => unknown;
    onBlur?: (event: { target: unknown; type?: unknown }) => unknown;
  };
export type Bind = (field: LodgeField) => Bound;

/** The id of the control that mends `field`: the error summary's links lead there. */
export function idOf(field: string): string {
  if (field.startsWith("attachments")) return "attachments";
  if (field === "location.lat" || field === "location.long") return "location-landmark";
  if (field === "joins") return "serviceCode";
  return field.replaceAll(".", "-");
}
