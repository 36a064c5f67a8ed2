package rapidity.app.study;

import rapidity.train.Progress;

/// Who watches a study.
public interface StudyListener {
    /// Something begins or has happened, in one sentence.
    void says(String sentence);

    /// Watches a long piece of work.
    ///
    /// @param name of what is counted, such as `generating events`
    /// @param total how many there will be
    Counter counting(String name, long total);

    /// Watches the training of one run.
    Progress training(String run);

    /// Counts work that is done.
    interface Counter extends AutoCloseable {
        void done(long count);

        @Override
        void close();
    }
}
