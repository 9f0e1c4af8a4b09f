import { useTranslations } from "next-intl";
import { Icon } from "@/components/ui/icon";

export type CaseFileItem = {
  sha256: string;
  /** Null until it has arrived. */
  href: string | null;
  type: string;
  bytes: number;
  role: "photo" | "document" | "voice" | "evidence";
};

/** What citizen and office have attached. Pictures are shown small, all else by name; each opens alone. */
export function CaseFiles({ files }: { files: readonly CaseFileItem[] }) {
  const t = useTranslations("domain.files");
  if (files.length === 0) return <p className="text-ink-soft">{t("none")}</p>;
  const arrived = files.filter(({ href }) => href !== null).length;
  return (
    <div className="grid gap-3">
      {arrived < files.length && <p className="text-warning">{t("arrived", { arrived, all: files.length })}</p>}
      <ul className="grid grid-cols-2 items-start gap-3 sm:grid-cols-3">
        {files.map((file, index) => (
          <li key={file.sha256} className="overflow-hidden rounded-md border border-line bg-surface">
            <File file={file} number={index + 1} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function File({ file: { href, type, role, bytes }, number }: { file: CaseFileItem; number: number }) {
  const t = useTranslations("domain.files");
  const name = `${t(role)} ${number}`;
  const words = (
    <span className="grid gap-0.5 p-2 text-xs">
      <span className="font-semibold">{name}</span>
      <span className="text-ink-soft">
        {href ? <bdi>{t("size", { kilobytes: Math.ceil(bytes / 1024) })}</bdi> : t("waiting")}
      </span>
    </span>
  );
  if (!href) return <span className="block bg-sunken">{words}</span>;
  if (type.startsWith("audio/")) {
    return (
      <span className="block">
        {/* biome-ignore lint/a11y/useMediaCaption: a citizen's own voice comes without captions */}
        <audio controls preload="none" src={href} className="w-full" aria-label={name} />
        {words}
      </span>
    );
  }
  const isPicture = type.startsWith("image/");
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener"
      aria-label={t("open", { name })}
      data-picture={isPicture ? name : undefined}
      className="block text-ink no-underline"
    >
      {isPicture ? (
        // biome-ignore lint/performance/noImgElement: Next's optimizer would keep copies of what only staff and owner may see
        <img src={href} alt="" loading="lazy" className="aspect-4/3 w-full bg-sunken object-cover" />
      ) : (
        <span className="grid aspect-4/3 place-items-center bg-sunken text-brand">
          <Icon name="book" className="size-10" />
        </span>
      )}
      {words}
    </a>
  );
}
