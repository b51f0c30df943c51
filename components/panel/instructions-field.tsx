import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/text-area";

type InstructionsFieldProps = { hint: string; value: string; onChange: (value: string) => void };

/** What a judge or a synthesizer is told besides its own rules. */
export function InstructionsField({ hint, value, onChange }: InstructionsFieldProps) {
  return (
    <Field label="Instructions" hint={hint}>
      {(ids) => (
        <TextArea {...ids} serif maxLength={4000} value={value} onChange={(event) => onChange(event.target.value)} />
      )}
    </Field>
  );
}
