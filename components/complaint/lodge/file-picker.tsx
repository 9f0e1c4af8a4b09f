import { useTranslations } from "next-intl";
import { type ChangeEvent, useEffect, useState } from "react";
import { buttonClass } from "@/components/ui/button";
import { FieldGroup } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import type { ChosenFile } from "@/lib/offline/database";
import { prepareFile } from "@/lib/offline/prepare-file";
import { LIMITS } from "@/lib/schemas/lodgement";

type Props = {
  files: readonly ChosenFile[];
  wantsPhoto: boolean;
  onFiles: (change: (files: ChosenFile[]) => ChosenFile[]) => void;
};
type Trouble = "too-many-files" | "too-large" | "type-not-taken" | "unreadable";

/** Chosen one after the other or together; each is shown, shrunk on the phone, and can be taken out again. */
export function FilePicker({ files, wantsPhoto, onFiles }: Props) {
  const t = useTranslations("lodge.story");
  const words = useTranslations("fields");
  const optional = useTranslations("common")("optional");
  const [waiting, setWaiting] = useState(0);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const room = LIMITS.files - files.length - waiting;

  async function add(event: ChangeEvent<HTMLInputElement>) {
    const chosen = Array.from(event.target.files ?? []);
    event.target.value = "";
    setTrouble(chosen.length > room ? "too-many-files" : null);
    const taken = chosen.slice(0, room);
    setWaiting((count) => count + taken.length);
    for (const file of taken) {
      const prepared = await prepareFile(file);
      if (prepared.ok) onFiles((kept) => withFile(kept, prepared.value));
      else setTrouble(prepared.error);
      setWaiting((count) => count - 1);
    }
  }

  return (
    <FieldGroup
      id="attachments"
      label={t("files")}
      hint={wantsPhoto ? `${t("photoHelps")} ${t("filesHintPhone")}` : t("filesHintPhone")}
      optional={optional}
      error={trouble ? words(trouble) : undefined}
    >
      <ul className="grid grid-cols-2 gap-3 empty:hidden sm:grid-cols-3">
        {files.map((file, index) => (
          <Chosen
            key={file.sha256}
            file={file}
            label={t("fileNumber", { number: index + 1 })}
            onRemove={() => onFiles((kept) => kept.filter(({ sha256 }) => sha256 !== file.sha256))}
          />
        ))}
      </ul>
      <p role="status" className="text-sm text-ink-soft empty:hidden">
        {waiting > 0 ? t("preparing") : room > 0 ? "" : t("full", { count: LIMITS.files })}
      </p>
      {room > 0 && (
        <label
          className={`${buttonClass({ variant: "secondary", wide: true })} cursor-pointer justify-self-start has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-ink`}
        >
          <Icon name="camera" className="size-5" />
          {t("add")}
          <input type="file" multiple accept="image/*,application/pdf" onChange={add} className="sr-only" />
        </label>
      )}
    </FieldGroup>
  );
}

function withFile(files: ChosenFile[], file: ChosenFile): ChosenFile[] {
  return files.some(({ sha256 }) => sha256 === file.sha256) ? files : [...files, file];
}

function Chosen({ file, label, onRemove }: { file: ChosenFile; label: string; onRemove: () => void }) {
  const t = useTranslations("lodge.story");
  return (
    <li className="relative overflow-hidden rounded-md border-2 border-line bg-surface">
      <FilePreview file={file} label={label} />
      <p className="truncate px-2 py-1 text-xs text-ink-soft">
        <bdi>{file.name}</bdi>
      </p>
      <button
        type="button"
        aria-label={t("remove", { name: label })}
        onClick={onRemove}
        className="absolute end-1 top-1 grid size-11 place-items-center rounded-pill border-2 border-danger bg-surface text-danger hover:bg-danger hover:text-on-brand"
      >
        <Icon name="close" className="size-5" />
      </button>
    </li>
  );
}

export function FilePreview({ file, label }: { file: ChosenFile; label: string }) {
  const [address, setAddress] = useState<string | null>(null);
  const { content, type } = file;

  useEffect(() => {
    if (!content || !type.startsWith("image/")) return;
    const url = URL.createObjectURL(new Blob([content], { type }));
    setAddress(url);
    return () => URL.revokeObjectURL(url);
  }, [content, type]);

  if (!address) {
    return (
      <span className="grid aspect-square place-items-center bg-sunken font-semibold text-ink-soft">
        {type === "application/pdf" ? "PDF" : label}
      </span>
    );
  }
  // biome-ignore lint/performance/noImgElement: a picture that lies on the phone itself
  return <img src={address} alt={label} className="aspect-square w-full object-cover" />;
}
