import { Button } from "~/ui/Button";
import { CopyLine } from "~/ui/Copy";
import { Dialog, DialogBody, DialogFooter } from "~/ui/Dialog";
import { FieldStack } from "~/ui/Field";
import { Notice } from "~/ui/Notice";

/** A secret that is shown this one time. */
export function Once(props: {
  title: string;
  secret: string;
  name: string;
  text: string;
  onClose(): void;
}) {
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <DialogBody>
        <FieldStack>
          <CopyLine text={props.secret} name={props.name} wrap />
          <Notice tone="warn" title="It is shown only now.">
            {props.text}
          </Notice>
        </FieldStack>
      </DialogBody>
      <DialogFooter>
        <Button look="primary" onClick={props.onClose}>
          I have it
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
