package article

func (r *reader) readDate()        {}
func (r *reader) readLanguage()    {}
func (r *reader) readAttachments() {}
