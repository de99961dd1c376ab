import { SearchIcon } from "../../ui/icons/lucide.ts";

type FindFieldProps = { label: string; value: string; onChange: (value: string) => void; className?: string };

/** Above every list that can outgrow a screen, as soon as there is anything in it. */
export function FindField({ label, value, onChange, className = "" }: FindFieldProps) {
  return (
    <div className={`search ${className}`}>
      <SearchIcon />
      <input
        className="input"
        type="search"
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        // In a dialog Enter looks; it does not send what is not finished.
        onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
      />
    </div>
  );
}
