import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "~/api/client";
import { paths } from "~/api/paths";
import { asProblem } from "~/api/problem";
import type { User, UserLink as Link } from "~/api/types/vpn";
import { CopyLine } from "~/ui/Copy";
import { Dialog, DialogBody } from "~/ui/Dialog";
import { FieldStack } from "~/ui/Field";
import { Notice } from "~/ui/Notice";
import { Segments } from "~/ui/Segments";
import { Skeleton } from "~/ui/Skeleton";
import styles from "./UserLink.module.css";

/** What a user needs to connect: the subscription, or a single link, as text and as QR code. */
export default function UserLink(props: { item: User; onClose(): void }) {
  const { item } = props;
  const [of, setOf] = useState<"subscription" | "link">("subscription");
  // The revision is part of the key: a revoked link must never be shown again.
  const asked = useQuery({
    queryKey: ["link", item.id, item.revision],
    queryFn: ({ signal }) => call<Link>(paths.userLink(item.id), { signal }),
  });
  const data = asked.data;
  const single = data?.links[0];
  const text = of === "subscription" ? data?.subscriptionUrl : single?.link;
  return (
    <Dialog
      title={`Links of ${item.name}`}
      description="Whoever has one of these can use the VPN as this user."
      place="side"
      onClose={props.onClose}
    >
      <DialogBody>
        <FieldStack>
          {item.status.state === "active" ? null : (
            <Notice tone="warn">
              This user is {item.status.state}: the app gets a line that says why instead of
              servers.
            </Notice>
          )}
          <Segments<"subscription" | "link">
            label="Which link"
            value={of}
            choices={[
              { value: "subscription", label: "Subscription" },
              { value: "link", label: "Single links" },
            ]}
            onChange={setOf}
          />
          {asked.isPending ? <Skeleton rows={2} height={120} /> : null}
          {asked.isError ? <Notice tone="bad">{asProblem(asked.error).detail}</Notice> : null}
          {text === undefined ? null : (
            <img
              className={styles["qr"]}
              src={`${paths.userQr(item.id, of)}&revision=${item.revision}`}
              alt={`QR code of the ${of} of ${item.name}`}
              width={240}
              height={240}
            />
          )}
          {data !== undefined && of === "subscription" ? (
            <div>
              <CopyLine name="Copy subscription link" text={data.subscriptionUrl} wrap />
              <p className={styles["hint"]}>
                One link for all servers. The app fetches it again by itself, so later changes need
                nothing from the user.
              </p>
            </div>
          ) : null}
          {data !== undefined && of === "link" ? <SingleLinks links={data.links} /> : null}
        </FieldStack>
      </DialogBody>
    </Dialog>
  );
}

function SingleLinks(props: { links: Link["links"] }) {
  if (props.links.length === 0) {
    return <Notice tone="warn">No route of this user has a live inbound.</Notice>;
  }
  return (
    <ul className={styles["links"]}>
      {props.links.map((link) => (
        <li key={link.link}>
          <h3 className={styles["name"]}>{link.name}</h3>
          <CopyLine name={`Copy link of ${link.name}`} text={link.link} />
        </li>
      ))}
      <li className={styles["hint"]}>
        A single link stays as it is: it does not follow changes. The QR code is the first one.
      </li>
    </ul>
  );
}
