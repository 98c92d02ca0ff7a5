import { Toast } from "@base-ui/react/toast";
import { CircleAlert, CircleCheck, X } from "lucide-react";
import { IconButton } from "./IconButton";
import styles from "./ToastList.module.css";
import { toasts as manager } from "./toasts";

export function ToastList() {
  return (
    <Toast.Provider toastManager={manager} limit={3}>
      <Toast.Portal>
        <Toast.Viewport className={styles["viewport"]}>
          <List />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function List() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className={styles["toast"]}>
      <Toast.Content className={styles["content"]}>
        {toast.type === "bad" ? (
          <CircleAlert size={16} className={styles["bad"]} aria-hidden />
        ) : (
          <CircleCheck size={16} className={styles["done"]} aria-hidden />
        )}
        <div className={styles["words"]}>
          <Toast.Title className={styles["title"]} />
          <Toast.Description className={styles["text"]} />
        </div>
        <Toast.Close
          render={<IconButton size="small" name="Dismiss" icon={<X size={14} />} />}
          className={styles["close"]}
        />
      </Toast.Content>
    </Toast.Root>
  ));
}
