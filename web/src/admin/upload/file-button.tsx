import { type ReactNode, forwardRef, useRef } from "react";
import { Button } from "../../ui/button.tsx";
import type { Icon } from "../../ui/icons/icon.ts";

type FileButtonProps = { icon: Icon; accept: string; busy?: boolean; disabled?: boolean; onChoose: (file: File) => void; children: ReactNode };

/** Opens the chooser of files, and looks as the other buttons do. */
export const FileButton = forwardRef<HTMLButtonElement, FileButtonProps>(function FileButton({ icon, accept, busy = false, disabled = false, onChoose, children }, ref) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        className="sr"
        type="file"
        accept={accept}
        tabIndex={-1}
        aria-hidden="true"
        ref={input}
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          // The same file may be chosen again after it was refused.
          event.target.value = "";
          if (chosen) onChoose(chosen);
        }}
      />
      <Button icon={icon} busy={busy} aria-disabled={disabled || undefined} ref={ref} onClick={() => input.current?.click()}>
        {children}
      </Button>
    </>
  );
});
