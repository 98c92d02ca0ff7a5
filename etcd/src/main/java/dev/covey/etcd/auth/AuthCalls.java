package dev.covey.etcd.auth;

import com.google.protobuf.Message;
import dev.covey.etcd.auth.Clerk.Change;
import dev.covey.etcd.door.Backend;
import dev.covey.etcd.door.Caller;
import dev.covey.etcd.door.Calls;
import dev.covey.etcd.door.Door;
import dev.covey.etcd.door.Headers;
import dev.covey.etcd.fault.EtcdFault;
import dev.covey.etcd.shape.Shapes;
import dev.covey.etcd.v3.AuthDisableRequest;
import dev.covey.etcd.v3.AuthDisableResponse;
import dev.covey.etcd.v3.AuthEnableRequest;
import dev.covey.etcd.v3.AuthEnableResponse;
import dev.covey.etcd.v3.AuthGrpc;
import dev.covey.etcd.v3.AuthRoleAddRequest;
import dev.covey.etcd.v3.AuthRoleAddResponse;
import dev.covey.etcd.v3.AuthRoleDeleteRequest;
import dev.covey.etcd.v3.AuthRoleDeleteResponse;
import dev.covey.etcd.v3.AuthRoleGetRequest;
import dev.covey.etcd.v3.AuthRoleGetResponse;
import dev.covey.etcd.v3.AuthRoleGrantPermissionRequest;
import dev.covey.etcd.v3.AuthRoleGrantPermissionResponse;
import dev.covey.etcd.v3.AuthRoleListRequest;
import dev.covey.etcd.v3.AuthRoleListResponse;
import dev.covey.etcd.v3.AuthRoleRevokePermissionRequest;
import dev.covey.etcd.v3.AuthRoleRevokePermissionResponse;
import dev.covey.etcd.v3.AuthStatusRequest;
import dev.covey.etcd.v3.AuthStatusResponse;
import dev.covey.etcd.v3.AuthUserAddRequest;
import dev.covey.etcd.v3.AuthUserAddResponse;
import dev.covey.etcd.v3.AuthUserChangePasswordRequest;
import dev.covey.etcd.v3.AuthUserChangePasswordResponse;
import dev.covey.etcd.v3.AuthUserDeleteRequest;
import dev.covey.etcd.v3.AuthUserDeleteResponse;
import dev.covey.etcd.v3.AuthUserGetRequest;
import dev.covey.etcd.v3.AuthUserGetResponse;
import dev.covey.etcd.v3.AuthUserGrantRoleRequest;
import dev.covey.etcd.v3.AuthUserGrantRoleResponse;
import dev.covey.etcd.v3.AuthUserListRequest;
import dev.covey.etcd.v3.AuthUserListResponse;
import dev.covey.etcd.v3.AuthUserRevokeRoleRequest;
import dev.covey.etcd.v3.AuthUserRevokeRoleResponse;
import dev.covey.etcd.v3.AuthenticateRequest;
import dev.covey.etcd.v3.AuthenticateResponse;
import dev.covey.etcd.v3.Permission;
import dev.covey.etcd.v3.ResponseHeader;
import dev.covey.kv.Space;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/** Users and roles. */
public final class AuthCalls extends AuthGrpc.AuthImplBase {

    private final Door door;
    private final Headers headers;
    private final AuthGate gate;
    private final Clerk clerk;
    private final Passwords passwords;

    /** The users and roles that a gate judges by. */
    public AuthCalls(Backend backend, Door door, Headers headers, AuthGate gate) {
        this.door = door;
        this.headers = headers;
        this.gate = gate;
        this.clerk = new Clerk(door);
        this.passwords = new Passwords(backend);
    }

    private ResponseHeader header() {
        return headers.at(door.store().view().revision(Space.USER));
    }

    private <A extends Message> void change(
            StreamObserver<A> call, Function<Book, Change> work, A empty) {
        changeLater(call, () -> CompletableFuture.completedFuture(work), empty);
    }

    private <A extends Message> void changeLater(
            StreamObserver<A> call,
            Supplier<CompletionStage<Function<Book, Change>>> work,
            A empty) {
        Calls.answer(
                call,
                () -> {
                    Caller caller = gate.caller();
                    caller.mayAdminister();
                    return work.get()
                            .thenCompose(change -> clerk.change(caller, change))
                            .thenApply(_ -> Headers.alone(header(), empty));
                });
    }

    @Override
    public void authEnable(AuthEnableRequest asked, StreamObserver<AuthEnableResponse> call) {
        change(call, Rules::enable, AuthEnableResponse.getDefaultInstance());
    }

    @Override
    public void authDisable(AuthDisableRequest asked, StreamObserver<AuthDisableResponse> call) {
        change(call, Rules::disable, AuthDisableResponse.getDefaultInstance());
    }

    @Override
    public void authStatus(AuthStatusRequest asked, StreamObserver<AuthStatusResponse> call) {
        Calls.answer(
                call,
                () -> {
                    gate.caller().mayAdminister();
                    Book book = gate.book();
                    return CompletableFuture.completedFuture(
                            AuthStatusResponse.newBuilder()
                                    .setHeader(header())
                                    .setEnabled(book.enabled())
                                    .setAuthRevision(book.revision())
                                    .build());
                });
    }

    @Override
    public void authenticate(AuthenticateRequest asked, StreamObserver<AuthenticateResponse> call) {
        Calls.answer(call, () -> door.view(true).thenCompose(view -> token(Book.of(view), asked)));
    }

    private CompletionStage<AuthenticateResponse> token(Book book, AuthenticateRequest asked) {
        if (!book.enabled()) {
            throw EtcdFault.AUTH_NOT_ENABLED.exception();
        }
        Password password =
                book.user(asked.getName())
                        .flatMap(User::password)
                        .orElseThrow(EtcdFault.AUTH_FAILED::exception);
        return passwords
                .matches(password, asked.getPassword())
                .thenApply(
                        matches -> {
                            if (!matches) {
                                throw EtcdFault.AUTH_FAILED.exception();
                            }
                            return AuthenticateResponse.newBuilder()
                                    .setHeader(header())
                                    .setToken(Token.of(asked.getName(), password, book.revision()))
                                    .build();
                        });
    }

    @Override
    public void userAdd(AuthUserAddRequest asked, StreamObserver<AuthUserAddResponse> call) {
        changeLater(
                call,
                () ->
                        kept(asked.getPassword(), asked.getOptions().getNoPassword())
                                .thenApply(
                                        kept -> book -> Rules.addUser(book, asked.getName(), kept)),
                AuthUserAddResponse.getDefaultInstance());
    }

    private CompletionStage<Optional<Password>> kept(String text, boolean none) {
        return none ? CompletableFuture.completedFuture(Optional.empty()) : passwords.keep(text);
    }

    @Override
    public void userDelete(
            AuthUserDeleteRequest asked, StreamObserver<AuthUserDeleteResponse> call) {
        change(
                call,
                book -> Rules.deleteUser(book, asked.getName()),
                AuthUserDeleteResponse.getDefaultInstance());
    }

    @Override
    public void userChangePassword(
            AuthUserChangePasswordRequest asked,
            StreamObserver<AuthUserChangePasswordResponse> call) {
        changeLater(
                call,
                () ->
                        passwords
                                .keep(asked.getPassword())
                                .thenApply(
                                        kept ->
                                                book ->
                                                        Rules.setPassword(
                                                                book, asked.getName(), kept)),
                AuthUserChangePasswordResponse.getDefaultInstance());
    }

    @Override
    public void userGrantRole(
            AuthUserGrantRoleRequest asked, StreamObserver<AuthUserGrantRoleResponse> call) {
        change(
                call,
                book -> Rules.grantRole(book, asked.getUser(), asked.getRole()),
                AuthUserGrantRoleResponse.getDefaultInstance());
    }

    @Override
    public void userRevokeRole(
            AuthUserRevokeRoleRequest asked, StreamObserver<AuthUserRevokeRoleResponse> call) {
        change(
                call,
                book -> Rules.revokeRole(book, asked.getName(), asked.getRole()),
                AuthUserRevokeRoleResponse.getDefaultInstance());
    }

    /** Everybody may look at themselves. */
    @Override
    public void userGet(AuthUserGetRequest asked, StreamObserver<AuthUserGetResponse> call) {
        Calls.answer(
                call,
                () -> {
                    Book now = gate.book();
                    if (now.enabled() && !gate.known(now).name().equals(asked.getName())) {
                        gate.caller().mayAdminister();
                    }
                    return door.view(true)
                            .thenApply(
                                    view ->
                                            AuthUserGetResponse.newBuilder()
                                                    .setHeader(header())
                                                    .addAllRoles(
                                                            Rules.user(
                                                                            Book.of(view),
                                                                            asked.getName())
                                                                    .roles())
                                                    .build());
                });
    }

    @Override
    public void userList(AuthUserListRequest asked, StreamObserver<AuthUserListResponse> call) {
        Calls.answer(
                call,
                () -> {
                    gate.caller().mayAdminister();
                    return door.view(true)
                            .thenApply(
                                    view ->
                                            AuthUserListResponse.newBuilder()
                                                    .setHeader(header())
                                                    .addAllUsers(Book.of(view).users().keySet())
                                                    .build());
                });
    }

    @Override
    public void roleAdd(AuthRoleAddRequest asked, StreamObserver<AuthRoleAddResponse> call) {
        change(
                call,
                book -> Rules.addRole(book, asked.getName()),
                AuthRoleAddResponse.getDefaultInstance());
    }

    @Override
    public void roleDelete(
            AuthRoleDeleteRequest asked, StreamObserver<AuthRoleDeleteResponse> call) {
        change(
                call,
                book -> Rules.deleteRole(book, asked.getRole()),
                AuthRoleDeleteResponse.getDefaultInstance());
    }

    /** Everybody may look at the roles they have. */
    @Override
    public void roleGet(AuthRoleGetRequest asked, StreamObserver<AuthRoleGetResponse> call) {
        Calls.answer(
                call,
                () -> {
                    Book now = gate.book();
                    if (now.enabled()
                            && !gate.known(now).user().roles().contains(asked.getRole())) {
                        gate.caller().mayAdminister();
                    }
                    return door.view(true).thenApply(view -> role(Book.of(view), asked.getRole()));
                });
    }

    private AuthRoleGetResponse role(Book book, String name) {
        AuthRoleGetResponse.Builder built = AuthRoleGetResponse.newBuilder().setHeader(header());
        Rules.role(book, name).grants().forEach(grant -> built.addPerm(Permissions.told(grant)));
        return built.build();
    }

    @Override
    public void roleList(AuthRoleListRequest asked, StreamObserver<AuthRoleListResponse> call) {
        Calls.answer(
                call,
                () -> {
                    gate.caller().mayAdminister();
                    return door.view(true)
                            .thenApply(
                                    view ->
                                            AuthRoleListResponse.newBuilder()
                                                    .setHeader(header())
                                                    .addAllRoles(Book.of(view).roles().keySet())
                                                    .build());
                });
    }

    @Override
    public void roleGrantPermission(
            AuthRoleGrantPermissionRequest asked,
            StreamObserver<AuthRoleGrantPermissionResponse> call) {
        change(
                call,
                book -> {
                    if (!asked.hasPerm()) {
                        throw EtcdFault.PERMISSION_NOT_GIVEN.exception();
                    }
                    return Rules.grant(book, asked.getName(), Permissions.asked(asked.getPerm()));
                },
                AuthRoleGrantPermissionResponse.getDefaultInstance());
    }

    @Override
    public void roleRevokePermission(
            AuthRoleRevokePermissionRequest asked,
            StreamObserver<AuthRoleRevokePermissionResponse> call) {
        change(
                call,
                book ->
                        Rules.revoke(
                                book,
                                asked.getRole(),
                                Shapes.range(asked.getKey(), asked.getRangeEnd())),
                AuthRoleRevokePermissionResponse.getDefaultInstance());
    }

    /** What a role allows, in the protocol's words. */
    private static final class Permissions {
        static Permission told(Grant grant) {
            Permission.Type type =
                    grant.write()
                            ? grant.read() ? Permission.Type.READWRITE : Permission.Type.WRITE
                            : Permission.Type.READ;
            return Permission.newBuilder()
                    .setPermType(type)
                    .setKey(Shapes.bytes(grant.keys().key()))
                    .setRangeEnd(Shapes.bytes(grant.keys().end()))
                    .build();
        }

        static Grant asked(Permission asked) {
            Permission.Type type = asked.getPermType();
            return new Grant(
                    Shapes.range(asked.getKey(), asked.getRangeEnd()),
                    type != Permission.Type.WRITE,
                    type != Permission.Type.READ);
        }
    }
}
