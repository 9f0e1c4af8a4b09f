export type PlainForm = { send: () => Promise<{ ok: true } | { ok: false; why: string }> };

/** The lodging form as a browser without script holds it open: what the page has hidden in it is sent with what is typed. */
export async function openPlainForm(origin: string): Promise<PlainForm> {
  const page = await (await fetch(`${origin}/lodge`)).text();
  const hidden = [...page.matchAll(/<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?/g)];
  if (!hidden.some(([, name]) => name?.startsWith("$ACTION"))) throw new Error("No form with an action at /lodge");

  async function send(): Promise<{ ok: true } | { ok: false; why: string }> {
    const form = new FormData();
    for (const [, name = "", value = ""] of hidden) form.append(plainOf(name), plainOf(value));
    const told = {
      kind: "complaint",
      serviceCode: "WAT-SEWR",
      districtId: "pb-lahore",
      "location.landmark": "Street 7",
    };
    for (const [name, value] of Object.entries(told)) form.append(name, value);
    form.append("text", `A form that was open for long, ${Math.random()}.`);
    const answer = await fetch(`${origin}/lodge`, {
      method: "POST",
      body: form,
      redirect: "manual",
      headers: { origin },
    });
    const where = answer.headers.get("location") ?? "";
    return answer.status === 303 && where.includes("/lodge/done/PCP-")
      ? { ok: true }
      : { ok: false, why: `${answer.status} ${where} ${(await answer.text()).slice(0, 200)}` };
  }
  return { send };
}

function plainOf(text: string): string {
  return text.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&lt;", "<").replaceAll("&amp;", "&");
}
