package dev.covey.master.subscription;

import dev.covey.master.dispatch.Opener;
import dev.covey.master.rows.Counter;
import dev.covey.master.subscription.choice.Board;
import dev.covey.master.subscription.choice.Boards;
import dev.covey.master.subscription.choice.Choice;
import dev.covey.master.subscription.choice.Pool;
import dev.covey.master.subscription.choice.Topology;
import dev.covey.master.subscription.format.Format;
import dev.covey.master.subscription.format.ShareLinks;
import dev.covey.master.subscription.format.Wish;
import dev.covey.master.subscription.page.Page;
import dev.covey.master.subscription.profile.Account;
import dev.covey.master.subscription.profile.Entry;
import dev.covey.master.subscription.profile.Entry.Notice;
import dev.covey.master.subscription.profile.Names;
import dev.covey.master.subscription.profile.Profile;
import dev.covey.model.ProblemException;
import dev.covey.model.Resource;
import dev.covey.model.UserSpec;
import dev.covey.model.UserStatus;
import dev.covey.runtime.store.View;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers for subscriptions. Safe from any thread; never waits for anything. */
public final class Subscriptions {

    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);

    private final Supplier<View> views;
    private final Opener opener;
    private final InstantSource time;
    private final Boards boards;

    /**
     * Answers from these.
     *
     * @param views what this master has applied so far
     * @param time cluster time
     */
    public Subscriptions(Supplier<View> views, Opener opener, InstantSource time, Boards boards) {
        this.views = views;
        this.opener = opener;
        this.time = time;
        this.boards = boards;
    }

    /** Answers GET; for HEAD the caller leaves out the body. */
    public Answer answer(SubscriptionRequest request) {
        View view = views.get();
        Optional<Resource<UserSpec, UserStatus>> user = Directory.find(view, request.token());
        if (user.isEmpty()) {
            return Answer.refusal(404, "Not found.");
        }
        Optional<Wish> wish = Wish.of(request.format(), request.accept(), request.userAgent());
        if (wish.isEmpty()) {
            String words = Format.words() + ", " + Wish.PAGE;
            return Answer.refusal(400, "Expected format to be one of " + words + ".");
        }
        try {
            return render(wish.get(), profile(view, user.get(), request.token()));
        } catch (ProblemException e) {
            LOG.error("subscription of user {}: {}", user.get().id(), e.problem().message());
            return Answer.refusal(503, "This subscription cannot be made now. Ask for help.");
        }
    }

    /**
     * The links of a user, for administrators: also those of a user who may not use them now.
     *
     * @throws ProblemException if the user's secrets cannot be opened
     */
    public UserLinks links(Resource<UserSpec, UserStatus> user) {
        Board board = boards.at(views.get());
        String row = user.key().specRow();
        String token = opener.open(row, user.spec().subscription());
        List<UserLinks.Link> links =
                lines(board, user).stream()
                        .map(
                                line ->
                                        new UserLinks.Link(
                                                line.route(),
                                                line.server().name(),
                                                ShareLinks.link(line.server())))
                        .toList();
        return new UserLinks(url(board.topology(), token), links);
    }

    private static Answer render(Wish wish, Profile profile) {
        return switch (wish) {
            case Wish.Page _ -> Answers.page(profile, Page.html(profile));
            case Wish.File(Format format) -> Answers.file(profile, format);
        };
    }

    private Profile profile(View view, Resource<UserSpec, UserStatus> user, String token) {
        Board board = boards.at(view);
        Counter counter = Counter.of(view, user.spec().number());
        Account account = Account.of(user.spec(), counter, time.instant());
        return new Profile(
                board.topology().title(),
                board.topology().supportUrl(),
                url(board.topology(), token),
                user.name(),
                account,
                entries(board, user, account));
    }

    private static String url(Topology topology, String token) {
        return topology.origin() + "/sub/" + token;
    }

    private List<Entry> entries(Board board, Resource<UserSpec, UserStatus> user, Account account) {
        Optional<Notice> notice = Notices.of(account);
        if (notice.isPresent()) {
            return List.of(notice.get());
        }
        List<Line> lines = lines(board, user);
        return lines.isEmpty()
                ? List.of(Notices.NOWHERE)
                : lines.stream().<Entry>map(Line::server).toList();
    }

    private record Line(String route, Entry.Server server) {}

    /** One line for each route that the user may use and that leads somewhere. */
    private List<Line> lines(Board board, Resource<UserSpec, UserStatus> user) {
        UserSpec spec = user.spec();
        String credential = opener.open(user.key().specRow(), spec.credential());
        Names names = new Names();
        List<Line> lines = new ArrayList<>();
        for (Pool pool : board.topology().pools()) {
            if (spec.routes().isEmpty() || spec.routes().contains(pool.route())) {
                Choice.of(pool, spec.number(), board.busy())
                        .map(c -> new Entry.Server(names.unique(c.name()), c.target(), credential))
                        .ifPresent(server -> lines.add(new Line(pool.name(), server)));
            }
        }
        return lines;
    }
}
