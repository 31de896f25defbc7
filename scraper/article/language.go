package article

func (r *reader) readLanguage()    {}
func (r *reader) readAttachments() {}
