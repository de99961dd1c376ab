import { SearchIcon } from "../../ui/icons/lucide.ts";

export function FindField({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <div className="search people-find">
      <SearchIcon />
      <input className="input" type="search" aria-label={label} placeholder={label} value={value} onChange={(event) => onChange(event.target.value)} />
    </div>
  );
}
