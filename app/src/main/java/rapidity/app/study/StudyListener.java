package rapidity.app.study;

import rapidity.train.Progress;

/// Who watches a study.
public interface StudyListener {
    /// Nobody.
    StudyListener NOBODY = new StudyListener() {
        @Override
        public void says(String sentence) {}

        @Override
        public Counter counting(String name, String unit, long total) {
            return Counter.NONE;
        }

        @Override
        public Progress training(String run) {
            return Progress.NONE;
        }
    };

    /// Something begins or has happened, in one sentence.
    void says(String sentence);

    /// Whether to save and stop now.
    default boolean stopRequested() {
        return false;
    }

    /// Watches a long piece of work.
    ///
    /// @param name of the work, such as `generating events`
    /// @param unit what is counted, in the plural
    /// @param total how many there will be
    Counter counting(String name, String unit, long total);

    /// Watches the training of one run.
    Progress training(String run);

    /// Counts work that is done.
    interface Counter extends AutoCloseable {
        /// Counts for nobody.
        Counter NONE = new Counter() {
            @Override
            public void done(long count) {}

            @Override
            public void close() {}
        };

        void done(long count);

        @Override
        void close();
    }
}
