package dev.covey.dist.rules;

import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreeScanner;
import org.jspecify.annotations.Nullable;

/**
 * How deep branches and loops are nested in a method. A chain of else-ifs counts once; a try is not
 * a branch.
 */
final class Nesting extends TreeScanner<@Nullable Void, Integer> {
    private int deepest;

    private Nesting() {}

    static int of(MethodTree method) {
        Nesting nesting = new Nesting();
        nesting.scan(method.getBody(), 0);
        return nesting.deepest;
    }

    @Override
    public @Nullable Void scan(@Nullable Tree tree, Integer depth) {
        if (tree == null) {
            return null;
        }
        boolean nests =
                tree instanceof ForLoopTree
                        || tree instanceof EnhancedForLoopTree
                        || tree instanceof WhileLoopTree
                        || tree instanceof DoWhileLoopTree
                        || tree instanceof SwitchTree
                        || tree instanceof SwitchExpressionTree
                        || tree instanceof SynchronizedTree
                        || tree instanceof IfTree;
        int inside = nests ? depth + 1 : depth;
        deepest = Math.max(deepest, inside);
        return super.scan(tree, inside);
    }

    @Override
    public @Nullable Void visitIf(IfTree tree, Integer depth) {
        scan(tree.getCondition(), depth);
        scan(tree.getThenStatement(), depth);
        // An else-if stands beside its if, not inside it.
        boolean chain = tree.getElseStatement() instanceof IfTree;
        scan(tree.getElseStatement(), chain ? depth - 1 : depth);
        return null;
    }
}
