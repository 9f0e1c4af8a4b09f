import { useTranslations } from "next-intl";
import { KeyCaps } from "@/components/shell/key-caps";
import { KEY_MAP, KEY_NAMES, type KeyName, type KeyScope } from "@/components/shell/key-map";

const SCOPES = ["list", "case", "everywhere"] as const;

/** Every key there is, from the keyboard's own table; the pages' help at `?` shows what each has. */
export function KeyTables() {
  const t = useTranslations("guide.chapters.keyboard");
  return (
    <>
      <p>
        {t.rich("lead", { key: () => <kbd className="rounded-sm border border-line-strong px-1.5 font-mono">?</kbd> })}
      </p>
      <div className="grid gap-6 md:grid-cols-2">
        {SCOPES.map((scope) => (
          <div key={scope} className="break-inside-avoid">
            <h3 className="text-lg">{t(scope)}</h3>
            <Keys names={KEY_NAMES.filter((name) => isIn(name, scope))} filters={t("filters")} />
          </div>
        ))}
      </div>
      <p>{t("typing")}</p>
      <p>{t("day")}</p>
    </>
  );
}

function isIn(name: KeyName, scope: KeyScope): boolean {
  return (KEY_MAP[name].scopes as readonly KeyScope[]).includes(scope);
}

function Keys({ names, filters }: { names: readonly KeyName[]; filters: string }) {
  const t = useTranslations("guide.keys.names");
  const then = useTranslations("guide.keys")("then");
  const single = names.filter((name) => !name.startsWith("filter"));
  const first = names.find((name) => name === "filter1");
  const last = names.find((name) => name === "filter9");
  return (
    <dl className="mt-2 grid grid-cols-[minmax(4.5rem,auto)_1fr] gap-x-3 gap-y-2 text-sm">
      {single.map((name) => (
        <div key={name} className="contents">
          <dt>
            <KeyCaps name={name} then={then} />
          </dt>
          <dd>{t(name)}</dd>
        </div>
      ))}
      {first && last && (
        <div className="contents">
          <dt className="whitespace-nowrap">
            <KeyCaps name={first} then={then} /> … <KeyCaps name={last} then={then} />
          </dt>
          <dd>{filters}</dd>
        </div>
      )}
    </dl>
  );
}
