"use client";

import { useActionState, useEffect, useRef, useState } from "react";
import type { Locale } from "@/lib/web/i18n/routing";
import type { LodgeAction } from "@/lib/web/lodge-state";
import type { Reference } from "@/lib/web/reference";
import { PlainForm } from "./plain-form";

type Props = { locale: Locale; reference: Reference; action: LodgeAction };
type Prepared = Awaited<ReturnType<typeof prepareSteps>>;

/**
 * One form, three ways in (design §3). The plain page is what the server sends and what stays where script is missing, where
 * the phone lacks a secure context (design §7), and for whoever began to fill it in before script came.
 */
export function LodgeForm({ locale, reference, action }: Props) {
  const [state, send, pending] = useActionState(action, null);
  const [steps, setSteps] = useState<Prepared | null>(null);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (state || !window.isSecureContext || !("indexedDB" in window)) return;
    let gone = false;
    prepareSteps().then(
      (prepared) => {
        if (!gone && !isBegun(form.current)) setSteps(prepared);
      },
      (error: unknown) => console.error("The steps did not load; the plain form stays.", error),
    );
    return () => {
      gone = true;
    };
  }, [state]);

  if (steps) return <steps.StepForm locale={locale} reference={reference} found={steps.found} />;
  return (
    <PlainForm locale={locale} reference={reference} state={state} action={send} pending={pending} formRef={form} />
  );
}

async function prepareSteps() {
  const { prepareStepForm } = await import("./prepare-step-form");
  return prepareStepForm();
}

function isBegun(form: HTMLFormElement | null): boolean {
  if (!form) return false;
  if (form.contains(document.activeElement)) return true;
  return Array.from(form.elements).some((element) => {
    if (element instanceof HTMLTextAreaElement) return element.value !== element.defaultValue;
    if (element instanceof HTMLSelectElement) return element.selectedIndex > 0;
    if (!(element instanceof HTMLInputElement)) return false;
    if (element.type === "radio") return element.checked !== element.defaultChecked;
    return element.value !== element.defaultValue;
  });
}
