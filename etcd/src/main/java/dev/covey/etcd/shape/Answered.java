package dev.covey.etcd.shape;

import dev.covey.etcd.v3.DeleteRangeResponse;
import dev.covey.etcd.v3.PutResponse;
import dev.covey.etcd.v3.RangeResponse;
import dev.covey.etcd.v3.ResponseHeader;
import dev.covey.etcd.v3.ResponseOp;
import dev.covey.etcd.v3.TxnResponse;
import dev.covey.kv.Result;

/** What the store found or did, as clients are told. */
public final class Answered {

    /** Of a read. */
    public static RangeResponse range(ResponseHeader header, Result result) {
        Result.Found found = (Result.Found) result;
        RangeResponse.Builder built =
                RangeResponse.newBuilder()
                        .setHeader(header)
                        .setMore(found.more())
                        .setCount(found.count());
        found.keys().forEach(kv -> built.addKvs(Shapes.keyValue(kv)));
        return built.build();
    }

    /** Of a write. */
    public static PutResponse put(ResponseHeader header, Result result) {
        Result.Written written = (Result.Written) result;
        PutResponse.Builder built = PutResponse.newBuilder().setHeader(header);
        if (written.previous() != null) {
            built.setPrevKv(Shapes.keyValue(written.previous()));
        }
        return built.build();
    }

    /** Of a deletion. */
    public static DeleteRangeResponse delete(ResponseHeader header, Result result) {
        Result.Deleted deleted = (Result.Deleted) result;
        DeleteRangeResponse.Builder built =
                DeleteRangeResponse.newBuilder().setHeader(header).setDeleted(deleted.count());
        deleted.previous().forEach(kv -> built.addPrevKvs(Shapes.keyValue(kv)));
        return built.build();
    }

    /** Of a transaction. The headers within it say the revision and nothing else. */
    public static TxnResponse txn(ResponseHeader header, Result result) {
        Result.Decided decided = (Result.Decided) result;
        ResponseHeader within =
                ResponseHeader.newBuilder().setRevision(header.getRevision()).build();
        TxnResponse.Builder built =
                TxnResponse.newBuilder().setHeader(header).setSucceeded(decided.succeeded());
        decided.results().forEach(each -> built.addResponses(op(within, each)));
        return built.build();
    }

    private static ResponseOp op(ResponseHeader header, Result result) {
        ResponseOp.Builder built = ResponseOp.newBuilder();
        return switch (result) {
            case Result.Found _ -> built.setResponseRange(range(header, result)).build();
            case Result.Written _ -> built.setResponsePut(put(header, result)).build();
            case Result.Deleted _ -> built.setResponseDeleteRange(delete(header, result)).build();
            case Result.Decided _ -> built.setResponseTxn(txn(header, result)).build();
            case Result.Done _, Result.Omitted _ ->
                    throw new IllegalStateException("not within a transaction");
        };
    }

    private Answered() {}
}
