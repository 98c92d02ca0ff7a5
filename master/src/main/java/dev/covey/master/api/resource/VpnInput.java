package dev.covey.master.api.resource;

import dev.covey.master.api.http.Fields;
import dev.covey.master.command.Labels;
import dev.covey.master.command.vpn.InboundInput;
import dev.covey.master.command.vpn.UserInput;

/** Reads the bodies of requests about the VPN. */
final class VpnInput {

    private VpnInput() {}

    static UserInput user(Fields fields) {
        return new UserInput(
                fields.optionalText("name"),
                fields.flag("enabled"),
                fields.number("dataLimitBytes"),
                fields.instant("expiresAt"),
                fields.isNull("expiresAt"),
                fields.texts("routes"),
                fields.optionalText("note"),
                new Labels(fields.changes("labels")));
    }

    static InboundInput inbound(Fields fields) {
        return new InboundInput(
                fields.optionalText("name"),
                fields.number("port", 1, 65535),
                fields.optionalText("masquerade"),
                fields.optionalText("route"),
                fields.flag("blockTorrents"),
                new Labels(fields.changes("labels")));
    }
}
