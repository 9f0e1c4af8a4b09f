import { useTranslations } from "next-intl";
import { CodeText } from "@/components/ui/code-text";

/** The helpline within a sentence, to tap and call. */
export function HelplineNumber() {
  const number = useTranslations("common.footer")("helplineNumber");
  return (
    <a href={`tel:${number.replace(/\D/g, "")}`}>
      <CodeText className="font-sans">{number}</CodeText>
    </a>
  );
}
