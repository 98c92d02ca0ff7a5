package dev.covey.master.subscription.page;

import dev.covey.master.subscription.format.ShareLinks;

/** Links by which applications take over a subscription: each has a scheme of its own. */
enum AppLink {
    SING_BOX("sing-box"),
    V2RAYNG("v2rayNG"),
    HIDDIFY("Hiddify"),
    STREISAND("Streisand"),
    HAPP("Happ"),
    CLASH("Clash Verge");

    private final String title;

    AppLink(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    String link(String url, String profile) {
        String encoded = ShareLinks.encoded(url);
        String name = ShareLinks.encoded(profile);
        return switch (this) {
            case SING_BOX -> "sing-box://import-remote-profile?url=" + encoded + "#" + name;
            case V2RAYNG -> "v2rayng://install-sub?url=" + encoded + "#" + name;
            case HIDDIFY -> "hiddify://import/" + url + "#" + name;
            case STREISAND -> "streisand://import/" + url;
            case HAPP -> "happ://add/" + url;
            case CLASH -> "clash://install-config?url=" + encoded + "&name=" + name;
        };
    }
}
