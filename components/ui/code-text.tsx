/** IDs, phone numbers, amounts: always from left to right, whatever stands around them. */
export function CodeText({ children, className = "" }: { children: string; className?: string }) {
  return (
    <bdi dir="ltr" className={`font-mono whitespace-nowrap ${className}`}>
      {children}
    </bdi>
  );
}
