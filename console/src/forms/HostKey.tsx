import { Fingerprint } from "lucide-react";
import { Button } from "~/ui/Button";
import { CopyLine } from "~/ui/Copy";
import { Dialog, DialogBody, DialogFooter } from "~/ui/Dialog";
import { FieldStack } from "~/ui/Field";
import { Notice } from "~/ui/Notice";
import styles from "./HostKey.module.css";

/** The moment of trust: is this the server that was meant? */
export function HostKey(props: {
  host: string;
  hostKey: string;
  busy: boolean;
  onBack(): void;
  onClose(): void;
  onConfirm(): void;
}) {
  return (
    <Dialog
      title="Is this your server?"
      description={`${props.host} shows this host key.`}
      onClose={props.onClose}
    >
      <DialogBody>
        <FieldStack>
          <div className={styles["key"]}>
            <Fingerprint size={22} aria-hidden />
            <code>{props.hostKey}</code>
          </div>
          <p className={styles["text"]}>
            Compare it with what the server itself says, for example in your provider's rescue
            console:
          </p>
          <CopyLine name="Copy command" text="ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub" />
          <Notice tone="info">
            If the two differ, someone may stand in between and would get the password.
          </Notice>
        </FieldStack>
      </DialogBody>
      <DialogFooter>
        <Button onClick={props.onBack}>Back</Button>
        <Button look="primary" busy={props.busy} onClick={props.onConfirm}>
          They match, connect
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
